package io.jenkins.plugins.msstore.simulator;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A fault rule in one line of text: {@code name=value} pairs with commas between them; names and values escaped as in
 * a URL where they hold a comma or a percent sign.
 *
 * <p>Which requests: {@code on=ASSIGN_SEAT} (several with {@code +}; {@code STORE} for all but those for tokens),
 * {@code product=9NBLGGH4R2R6/0016}, {@code user=ada@contoso.example}, {@code nth=2}, {@code from=2}, {@code every=10},
 * {@code times=3}, {@code probability=0.1}, {@code seed=42}.
 *
 * <p>The effect: {@code effect=} one of {@code drop}, {@code reset}, {@code status} (with {@code status=503}),
 * {@code redirect} (with {@code location=}), {@code redirect-to-itself}, {@code slow} (with {@code millis=}), {@code
 * slow-body} (with {@code bytes-per-second=}), {@code cut-off}, {@code half-json}, {@code garbage}, {@code html}, {@code
 * content-type} (with {@code type=}), {@code empty-body}, {@code other-user} (with {@code name=}), {@code other-product}
 * (with {@code key=}), {@code state} (with {@code state=}), {@code bulk-forgets}, {@code bulk-adds} (with {@code name=}),
 * {@code bulk-repeats}, {@code bulk-contradicts}; and for any of them {@code applied=true}, {@code delay-millis=}, {@code
 * retry-after=} (seconds), {@code retry-after-date=} (seconds from now, sent as a date), {@code body=}.
 */
final class FaultSpec {
    private final Map<String, String> values;
    private final String text;

    private FaultSpec(Map<String, String> values, String text) {
        this.values = values;
        this.text = text;
    }

    /**
     * Reads a rule.
     *
     * @throws IllegalArgumentException if the text is not a rule; the message says why
     */
    static FaultRule parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : text.trim().split(",")) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("Not name=value: " + pair + " in " + text);
            }
            String name = pair.substring(0, equals).trim();
            values.put(name, unescaped(pair.substring(equals + 1).trim()));
        }
        FaultSpec spec = new FaultSpec(values, text);
        FaultRule rule = spec.rule();
        if (!values.isEmpty()) {
            throw new IllegalArgumentException("Unknown " + values.keySet() + " in " + text);
        }
        return rule;
    }

    private FaultRule rule() {
        FaultRule rule = operations();
        if (values.containsKey("product")) {
            rule = rule.product(ProductKey.parse(take("product")));
        }
        if (values.containsKey("user")) {
            rule = rule.user(take("user"));
        }
        if (values.containsKey("nth")) {
            rule = rule.nth(number("nth"));
        }
        if (values.containsKey("from")) {
            rule = rule.from(number("from"));
        }
        if (values.containsKey("every")) {
            rule = rule.every(number("every"));
        }
        if (values.containsKey("times")) {
            rule = rule.times(number("times"));
        }
        if (values.containsKey("probability")) {
            double share = Double.parseDouble(take("probability"));
            rule = rule.probability(share, values.containsKey("seed") ? number("seed") : 1);
        }
        return rule.effect(decorated(effect()));
    }

    private FaultRule operations() {
        String on = take("on").toUpperCase(Locale.ROOT);
        if (on.equals("STORE")) {
            return FaultRule.onStore();
        }
        Operation[] operations =
                Arrays.stream(on.split("\\+")).map(Operation::valueOf).toArray(Operation[]::new);
        return FaultRule.on(operations[0], operations);
    }

    private FaultEffect effect() {
        String name = take("effect");
        return switch (name) {
            case "drop" -> FaultEffect.drop();
            case "reset" -> FaultEffect.reset();
            case "status" -> FaultEffect.status((int) number("status"));
            case "redirect-to-itself" -> FaultEffect.redirectToItself();
            case "redirect" -> FaultEffect.redirect(take("location"));
            case "slow" -> FaultEffect.slow(Duration.ofMillis(number("millis")));
            case "slow-body" -> FaultEffect.slowBody(number("bytes-per-second"));
            case "cut-off" -> FaultEffect.cutOff();
            case "half-json" -> FaultEffect.halfJson();
            case "garbage" -> FaultEffect.garbage();
            case "html" -> FaultEffect.html();
            case "content-type" -> FaultEffect.contentType(take("type"));
            case "empty-body" -> FaultEffect.emptyBody();
            case "other-user" -> FaultEffect.answerForUser(take("name"));
            case "other-product" -> FaultEffect.answerForProduct(ProductKey.parse(take("key")));
            case "state" -> FaultEffect.answerState(take("state"));
            case "bulk-forgets" -> FaultEffect.bulkForgetsUser();
            case "bulk-adds" -> FaultEffect.bulkAddsUser(take("name"));
            case "bulk-repeats" -> FaultEffect.bulkRepeatsUser();
            case "bulk-contradicts" -> FaultEffect.bulkContradictsItself();
            default -> throw new IllegalArgumentException("Unknown effect " + name + " in " + text);
        };
    }

    private FaultEffect decorated(FaultEffect plain) {
        FaultEffect effect = plain;
        if (values.containsKey("body")) {
            effect = effect.body("text/plain; charset=utf-8", take("body"));
        }
        if (values.containsKey("retry-after")) {
            effect = effect.retryAfter(Duration.ofSeconds(number("retry-after")));
        }
        if (values.containsKey("retry-after-date")) {
            effect = effect.retryAfterDate(Duration.ofSeconds(number("retry-after-date")));
        }
        if (values.containsKey("delay-millis")) {
            effect = effect.delayed(Duration.ofMillis(number("delay-millis")));
        }
        if (values.containsKey("applied") && Boolean.parseBoolean(take("applied"))) {
            effect = effect.afterApplying();
        }
        return effect;
    }

    private long number(String name) {
        String value = take(name);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Not a number: " + name + "=" + value + " in " + text, e);
        }
    }

    private String take(String name) {
        String value = values.remove(name);
        if (value == null) {
            throw new IllegalArgumentException("No " + name + "= in " + text);
        }
        return value;
    }

    private static String unescaped(String value) {
        // A leading slash makes the text a path of one segment, unless it holds slashes of its own.
        return String.join("/", PercentEncoding.segments("/" + value));
    }
}
