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
     * Checks the names of protected users. A name that cannot be a user's protects nobody's seat, so it is an error.
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
}
