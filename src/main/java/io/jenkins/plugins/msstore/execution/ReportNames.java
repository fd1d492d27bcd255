package io.jenkins.plugins.msstore.execution;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The names of the reports that a build has: each is used once. Kept with the build, so that this holds across a restart of
 * the controller. Names that differ in case alone are the same: on some systems they would be one file.
 */
@Restricted(NoExternalUse.class)
public class ReportNames extends InvisibleAction {

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._-]+");

    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.CASE_INSENSITIVE);

    private static final int MAX_CHARACTERS = 150;

    private List<Reserved> reserved = new ArrayList<>();

    /** A name in lower case, and the operation that has it. Not a record: those are lost where Jenkins stores them. */
    private static final class Reserved {

        private final String name;
        private final String operation;

        Reserved(String name, String operation) {
            this.name = name;
            this.operation = operation;
        }
    }

    /**
     * Checks a name that somebody chose.
     *
     * @throws InvalidParameterException naming {@code reportName}: no name of a file that stays in its folder
     */
    public static String checked(String reportName) {
        String name = reportName.strip();
        if (!SAFE.matcher(name).matches() || name.equals(".") || name.equals("..")) {
            throw new InvalidParameterException(
                    "reportName", reportName, "must be letters, digits, '.', '_' and '-' alone");
        }
        if (DEVICE.matcher(name).matches()) {
            throw new InvalidParameterException("reportName", reportName, "is the name of a device on Windows");
        }
        if (name.length() > MAX_CHARACTERS) {
            throw new InvalidParameterException(
                    "reportName", reportName, "is longer than " + MAX_CHARACTERS + " characters");
        }
        return name;
    }

    /**
     * Takes a name that somebody chose.
     *
     * @param operation the id of the operation that takes it; it may do so again after a restart
     * @throws InvalidParameterException naming {@code reportName}: it was used in this build already
     */
    public static String reserve(Run<?, ?> run, String reportName, String operation) throws IOException {
        synchronized (run) {
            ReportNames names = of(run);
            if (!names.take(reportName, operation)) {
                throw new InvalidParameterException("reportName", reportName, "was used in this build already");
            }
            run.save();
        }
        return reportName;
    }

    /**
     * Takes the first free name of a kind.
     *
     * @param prefix what the name begins with; characters that cannot stand in it are replaced
     * @param operation the id of the operation that takes it; after a restart it gets the same one
     * @return {@code <prefix>-1}, {@code <prefix>-2} …
     */
    public static String reserveNext(Run<?, ?> run, String prefix, String operation) throws IOException {
        String safe = prefix.replaceAll("[^A-Za-z0-9._-]", "_");
        String start = safe.substring(0, Math.min(safe.length(), MAX_CHARACTERS));
        synchronized (run) {
            ReportNames names = of(run);
            int number = 1;
            while (!names.take(start + "-" + number, operation)) {
                number++;
            }
            run.save();
            return start + "-" + number;
        }
    }

    private static ReportNames of(Run<?, ?> run) {
        ReportNames names = run.getAction(ReportNames.class);
        if (names == null) {
            names = new ReportNames();
            run.addAction(names);
        }
        return names;
    }

    /** A build that was stored without this field, as it was called otherwise once, has no list: XStream makes none. */
    private Object readResolve() {
        if (reserved == null) {
            reserved = new ArrayList<>();
        }
        return this;
    }

    private boolean take(String name, String operation) {
        String comparable = name.toLowerCase(Locale.ROOT);
        for (Reserved taken : reserved) {
            if (taken.name.equals(comparable)) {
                return taken.operation.equals(operation);
            }
        }
        return reserved.add(new Reserved(comparable, operation));
    }
}
