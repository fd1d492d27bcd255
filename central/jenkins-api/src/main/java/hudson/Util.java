package hudson;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

public class Util {
    public static String fixNull(String text) {
        return text == null ? "" : text;
    }

    public static <T> List<T> fixNull(List<T> list) {
        return list == null ? Collections.emptyList() : list;
    }

    public static String fixEmpty(String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    public static String fixEmptyAndTrim(String text) {
        return text == null ? null : fixEmpty(text.trim());
    }

    /** Text as HTML: markup characters as entities, a line feed as a break. */
    public static String escape(String text) {
        if (text == null) {
            return null;
        }
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#039;")
                .replace("\n", "<br>");
    }

    public static String rawEncode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public static String getTimeSpanString(long millis) {
        return millis + " ms";
    }
}
