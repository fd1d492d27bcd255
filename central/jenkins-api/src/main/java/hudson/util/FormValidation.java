package hudson.util;

import hudson.Util;
import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kohsuke.stapler.HttpResponse;

public abstract class FormValidation extends IOException implements HttpResponse {
    private static final long serialVersionUID = 1L;

    public enum Kind {
        OK,
        WARNING,
        ERROR
    }

    public final Kind kind;

    private FormValidation(Kind kind) {
        this.kind = kind;
    }

    private FormValidation(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public static FormValidation ok() {
        return respond(Kind.OK, "<div/>");
    }

    public static FormValidation ok(String message) {
        return okWithMarkup(Util.escape(message));
    }

    public static FormValidation ok(String format, Object... arguments) {
        return ok(String.format(Locale.ROOT, format, arguments));
    }

    public static FormValidation okWithMarkup(String message) {
        return withMarkup(Kind.OK, message);
    }

    public static FormValidation warning(String message) {
        return warningWithMarkup(Util.escape(message));
    }

    public static FormValidation warning(String format, Object... arguments) {
        return warning(String.format(Locale.ROOT, format, arguments));
    }

    public static FormValidation warning(Throwable cause, String message) {
        return warning(message);
    }

    public static FormValidation warningWithMarkup(String message) {
        return withMarkup(Kind.WARNING, message);
    }

    public static FormValidation error(String message) {
        return errorWithMarkup(Util.escape(message));
    }

    public static FormValidation error(String format, Object... arguments) {
        return error(String.format(Locale.ROOT, format, arguments));
    }

    public static FormValidation error(Throwable cause, String message) {
        return error(message);
    }

    public static FormValidation errorWithMarkup(String message) {
        return withMarkup(Kind.ERROR, message);
    }

    public static FormValidation aggregate(Collection<FormValidation> validations) {
        Kind worst = validations.stream()
                .map(validation -> validation.kind)
                .max(Kind::compareTo)
                .orElse(Kind.OK);
        return respond(
                worst,
                validations.stream()
                        .map(FormValidation::renderHtml)
                        .collect(Collectors.joining("</li><li>", "<ul><li>", "</li></ul>")));
    }

    public static FormValidation respond(Kind kind, String html) {
        return new FormValidation(kind) {
            private static final long serialVersionUID = 1L;

            @Override
            public String renderHtml() {
                return html;
            }
        };
    }

    public static FormValidation validateRequired(String value) {
        return Util.fixEmptyAndTrim(value) == null ? error("This field is required.") : ok();
    }

    public static FormValidation validateNonNegativeInteger(String value) {
        return validateIntegerInRange(value, 0, Integer.MAX_VALUE);
    }

    public static FormValidation validatePositiveInteger(String value) {
        return validateIntegerInRange(value, 1, Integer.MAX_VALUE);
    }

    public static FormValidation validateIntegerInRange(String value, int lower, int upper) {
        try {
            int number = Integer.parseInt(value);
            return number < lower || number > upper
                    ? error("Must be a number between " + lower + " and " + upper)
                    : ok();
        } catch (NumberFormatException e) {
            return error("Not a number");
        }
    }

    public abstract String renderHtml();

    private static FormValidation withMarkup(Kind kind, String message) {
        if (message == null) {
            return ok();
        }
        return new FormValidation(kind, message) {
            private static final long serialVersionUID = 1L;

            @Override
            public String renderHtml() {
                return "<div class=" + kind.name().toLowerCase(Locale.ENGLISH) + ">" + message + "</div>";
            }
        };
    }
}
