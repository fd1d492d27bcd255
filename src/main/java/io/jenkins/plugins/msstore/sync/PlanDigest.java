package io.jenkins.plugins.msstore.sync;

import io.jenkins.plugins.msstore.bulk.users.Roster;
import io.jenkins.plugins.msstore.bulk.users.RosterEntry;
import io.jenkins.plugins.msstore.bulk.users.RosterReader;
import io.jenkins.plugins.msstore.client.model.ProductKey;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.util.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Digest of a plan: the same for the same product and the same changes of the same users, in whatever order and case list and
 * service name them.
 *
 * <p>It is the SHA-256 of the product and of the sorted SHA-256 digests of all changes. A sorted set has one form, and every
 * part has a fixed length or a separator that no name has, so two plans with one digest would be a collision of SHA-256. Sums
 * of digests, which need no sorting, can be forged.
 */
final class PlanDigest {

    /** No id and no user name has control characters. */
    private static final char SEPARATOR = '\0';

    private final MessageDigest sha256 = Sha256.newDigest();
    private final byte[][] changes;
    private int size;

    private PlanDigest(int changes) {
        this.changes = new byte[changes][];
    }

    /**
     * Computes the digest, in lower-case hexadecimal digits. Takes about 60 bytes of memory a change.
     *
     * @param added the users that get a seat, without invalid entries
     * @param removed the users whose seat is reclaimed, without invalid entries
     */
    static String of(ProductKey product, Roster added, Roster removed) throws IOException {
        PlanDigest digest = new PlanDigest(added.requested() + removed.requested());
        digest.add(SyncChange.ADD, added);
        digest.add(SyncChange.REMOVE, removed);
        return digest.hex(product);
    }

    private void add(SyncChange change, Roster users) throws IOException {
        try (RosterReader reader = users.open()) {
            for (RosterEntry entry; (entry = reader.next()) != null; ) {
                changes[size++] =
                        sha256.digest(bytes(change.name(), entry.user().foldCase()));
            }
        }
    }

    private String hex(ProductKey product) {
        Arrays.sort(changes, Arrays::compareUnsigned);
        sha256.update(bytes(
                UserPrincipalName.foldCase(product.productId()),
                UserPrincipalName.foldCase(product.skuId()) + SEPARATOR));
        for (byte[] change : changes) {
            sha256.update(change);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static byte[] bytes(String first, String second) {
        return (first + SEPARATOR + second).getBytes(StandardCharsets.UTF_8);
    }
}
