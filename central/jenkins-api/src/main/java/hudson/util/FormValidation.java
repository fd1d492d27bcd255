package hudson.util;

import hudson.Util;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
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

    private FormValidation(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public static FormValidation ok() {
        return ok(null);
    }

    public static FormValidation ok(String message) {
        return of(Kind.OK, message);
    }

    public static FormValidation warning(String message) {
        return of(Kind.WARNING, message);
    }

    public static FormValidation error(String message) {
        return of(Kind.ERROR, message);
    }

    public static FormValidation aggregate(Collection<? extends FormValidation> validations) {
        Kind worst = validations.stream()
                .map(each -> each.kind)
                .max(Comparator.naturalOrder())
                .orElse(Kind.OK);
        return new FormValidation(
                worst, validations.stream().map(FormValidation::getMessage).collect(Collectors.joining("\n"))) {
            private static final long serialVersionUID = 1L;
        };
    }

    private static FormValidation of(Kind kind, String message) {
        return new FormValidation(message == null ? Kind.OK : kind, Util.escape(message)) {
            private static final long serialVersionUID = 1L;
        };
    }
}
