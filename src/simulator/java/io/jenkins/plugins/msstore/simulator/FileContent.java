package io.jenkins.plugins.msstore.simulator;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The bytes of a file, computed from their positions, so that a file of any size takes no memory.
 *
 * @param seed files of two seeds have other bytes
 * @param size the number of bytes
 */
public record FileContent(int seed, long size) {

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private static final int SHIFT = 29;

    /** The byte at a position, from 0. */
    byte at(long position) {
        long mixed = (position / Long.BYTES + seed) * MULTIPLIER;
        mixed ^= mixed >>> SHIFT;
        return (byte) (mixed >>> position % Long.BYTES * Byte.SIZE);
    }

    /** The strong entity tag of the file. */
    String entityTag() {
        return "\"" + Integer.toHexString(seed) + "-" + size + "\"";
    }

    /** The SHA-256 of the file in lower-case hexadecimal digits. */
    public String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (long i = 0; i < size; i++) {
                digest.update(at(i));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
