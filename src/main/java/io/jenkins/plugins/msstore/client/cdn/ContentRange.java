package io.jenkins.plugins.msstore.client.cdn;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header {@code Content-Range} of an answer with a part of a file (RFC 9110, section 14.4).
 *
 * @param first the position of the first byte that is sent, from 0
 * @param total the size of the whole file; -1 if the header does not say
 */
record ContentRange(long first, long total) {

    private static final Pattern BYTES = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

    static Optional<ContentRange> parse(String header) {
        Matcher matcher = BYTES.matcher(header == null ? "" : header.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String total = matcher.group(2);
        return Optional.of(
                new ContentRange(Long.parseLong(matcher.group(1)), total.equals("*") ? -1 : Long.parseLong(total)));
    }
}
