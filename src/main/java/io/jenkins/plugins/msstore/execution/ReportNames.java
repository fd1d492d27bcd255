package io.jenkins.plugins.msstore.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.msstore.util.FileNames;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Reserves the names of the reports of a build, so that each is used once. Stored with the build, so that this holds
 * across a restart of the controller. Names that differ only in case are the same: on some systems they would be one
 * file.
 */
@Restricted(NoExternalUse.class)
public class ReportNames extends InvisibleAction {

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._-]+");

    private static final int MAX_CHARACTERS = 150;

    private List<Reserved> reserved = new ArrayList<>();

    /**
     * A name in lower case and the id of its operation. Not a record: Jenkins stores records without their components.
     */
    private static final class Reserved {

        private final String name;
        private final String operation;

        Reserved(String name, String operation) {
            this.name = name;
            this.operation = operation;
        }
    }

    /**
     * Checks a name that a user chose.
     *
     * @throws InvalidParameterException naming {@code reportName} if it is not a safe file name
     */
    public static String checked(String reportName) {
        String name = reportName.strip();
        if (!SAFE.matcher(name).matches() || name.equals(".") || name.equals("..")) {
            throw new InvalidParameterException(
                    "reportName", reportName, "may contain letters, digits, '.', '_' and '-' only");
        }
        if (FileNames.isDevice(name)) {
            throw new InvalidParameterException("reportName", reportName, "is reserved for a device on Windows");
        }
        if (name.length() > MAX_CHARACTERS) {
            throw new InvalidParameterException(
                    "reportName", reportName, "is longer than " + MAX_CHARACTERS + " characters");
        }
        return name;
    }

    /**
     * Reserves the name of a session's report. Nothing is masked in a name, so it must not contain a secret.
     *
     * @param chosen the checked name that a user chose; null for a name with the prefix and a number
     * @param prefix the beginning of a name that no user chose; secrets in it are masked
     * @throws InvalidParameterException naming {@code reportName} if it is used or contains a secret
     */
    public static String reserve(StoreSession session, @CheckForNull String chosen, String prefix) throws IOException {
        SecretMask secrets = session.secrets();
        if (chosen == null) {
            return reserveNext(session.run(), secrets.mask(prefix), session.id());
        }
        String masked = secrets.mask(chosen);
        if (!masked.equals(chosen)) {
            throw new InvalidParameterException(
                    "reportName",
                    masked,
                    "contains a secret that is masked in the log, and a file name cannot be masked");
        }
        return reserve(session.run(), chosen, session.id());
    }

    /**
     * Reserves a name that a user chose.
     *
     * @param operation the id of the operation; it may reserve its name again after a restart
     * @throws InvalidParameterException naming {@code reportName} if another operation of this build has it
     */
    public static String reserve(Run<?, ?> run, String reportName, String operation) throws IOException {
        synchronized (run) {
            ReportNames names = of(run);
            if (!names.take(reportName, operation)) {
                throw new InvalidParameterException("reportName", reportName, "is already used in this build");
            }
            run.save();
        }
        return reportName;
    }

    /**
     * Reserves the first free name with a prefix.
     *
     * @param prefix the beginning of the name; characters that are not allowed are replaced
     * @param operation the id of the operation; after a restart it gets the same name
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

    /** XStream leaves the list null if the stored build does not have this field. */
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
