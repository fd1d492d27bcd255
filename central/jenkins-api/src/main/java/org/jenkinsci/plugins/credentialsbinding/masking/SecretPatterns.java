package org.jenkinsci.plugins.credentialsbinding.masking;

import java.util.Collection;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Knows a secret as it is and with each {@code $} doubled, and no other encoded form. */
public class SecretPatterns {
    private SecretPatterns() {}

    public static Pattern getAggregateSecretPattern(Collection<String> inputs) {
        return Pattern.compile(inputs.stream()
                .filter(input -> !input.isEmpty())
                .flatMap(input -> Stream.of(input, input.replace("$", "$$")))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
    }
}
