package io.jenkins.plugins.msstore.sync;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.util.CountOrPercent;
import io.jenkins.plugins.msstore.util.InvalidParameterException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The request for a sync.
 *
 * @param product the product whose seats are assigned and reclaimed
 * @param mode which changes are made
 * @param maxRemovals the maximum number of reclaimed seats, or a percentage of the users with a seat
 * @param protectedUsers users whose seat is never reclaimed
 * @param expectedPlan the digest that the plan must have, in lower case; empty for any plan
 * @param dryRun whether the plan is only made
 * @param ignoreCapacity whether seats are assigned although there are too few for all users
 */
public record SyncRequest(
        ProductKey product,
        SyncMode mode,
        CountOrPercent maxRemovals,
        List<UserPrincipalName> protectedUsers,
        Optional<String> expectedPlan,
        boolean dryRun,
        boolean ignoreCapacity) {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    public SyncRequest {
        Objects.requireNonNull(product, "product");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(maxRemovals, "maxRemovals");
        protectedUsers = List.copyOf(protectedUsers);
    }

    /**
     * Checks the names of protected users. A name that cannot be a user's protects no seat, so it is an error.
     *
     * @param names as the user typed them; null for none
     * @throws InvalidParameterException naming {@code protectedUsers}
     */
    public static List<UserPrincipalName> protectedUsers(@CheckForNull List<String> names) {
        return names == null
                ? List.of()
                : names.stream().map(SyncRequest::protectedUser).toList();
    }

    private static UserPrincipalName protectedUser(String name) {
        return UserPrincipalName.find(name)
                .orElseThrow(() -> new InvalidParameterException(
                        "protectedUsers",
                        name,
                        UserPrincipalName.problemOf(name).orElseThrow()));
    }

    /**
     * Checks the digest of a plan, in any case.
     *
     * @param digest as the user typed it; null for none
     * @throws InvalidParameterException naming {@code expectedPlan}
     */
    public static Optional<String> expectedPlan(@CheckForNull String digest) {
        if (digest == null) {
            return Optional.empty();
        }
        String lowerCase = digest.strip().toLowerCase(Locale.ROOT);
        if (!DIGEST.matcher(lowerCase).matches()) {
            throw new InvalidParameterException(
                    "expectedPlan", digest, "must be the planDigest of a dry run, 64 hexadecimal digits");
        }
        return Optional.of(lowerCase);
    }

    boolean exceedsMaxRemovals(SyncPlan plan) {
        return plan.toRemove() > maxRemovals.of(plan.present());
    }

    /**
     * Checks a plan, before anything of it is sent.
     *
     * @return why it must not be executed and what to do, as one line without names; empty if it may
     */
    Optional<String> problemOf(SyncPlan plan) {
        if (expectedPlan.filter(expected -> !expected.equals(plan.digest())).isPresent()) {
            return Optional.of(line(
                    "not what was approved is to be done now: %,d to add and %,d to remove, planDigest %s instead of %s;"
                            + " make a plan with dryRun: true, and approve that",
                    plan.toAdd(), plan.toRemove(), plan.digest(), expectedPlan.get()));
        }
        if (dryRun || plan.toRemove() == 0) {
            return Optional.empty();
        }
        if (plan.invalid() > 0) {
            return Optional.of(line(
                    "entries that are no user names: %,d; seats to be reclaimed, perhaps of the users that they mean: %,d;"
                            + " correct the list, or use mode: 'addOnly'",
                    plan.invalid(), plan.toRemove()));
        }
        if (exceedsMaxRemovals(plan)) {
            return Optional.of(line(
                    "%,d of %,d users with a seat would lose it, and maxRemovals '%s' allows %,d; check the plan, and if it is"
                            + " right, use maxRemovals: %d",
                    plan.toRemove(), plan.present(), maxRemovals, maxRemovals.of(plan.present()), plan.toRemove()));
        }
        return Optional.empty();
    }

    /**
     * Checks whether there are enough seats for a plan.
     *
     * @param available the number of available seats
     * @return as {@link #problemOf(SyncPlan)}
     */
    Optional<String> shortage(SyncPlan plan, long available) {
        if (ignoreCapacity || plan.toAdd() - plan.toRemove() <= available) {
            return Optional.empty();
        }
        return Optional.of(line(
                "%,d users need a seat, only %,d are free and %,d are to be reclaimed; use ignoreCapacity: true to assign as"
                        + " many as possible",
                plan.toAdd(), Math.max(0, available), plan.toRemove()));
    }

    private static String line(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }
}
