package io.jenkins.plugins.msstore.bulk.users;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Numbers by name, for so many names that they do not fit into memory as text: it keeps 128 bits of each name's SHA-256
 * instead, about 40 bytes a name. No two names are ever found that share them.
 */
final class NameIndex {

    static final int ABSENT = -1;

    private static final int FIRST_SLOTS = 1 << 10;

    private final MessageDigest sha256 = sha256();

    /** Two longs a slot; a slot is free where its number is {@link #ABSENT}. */
    private long[] digests = new long[2 * FIRST_SLOTS];

    private int[] numbers = filled(FIRST_SLOTS);
    private int size;

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static int[] filled(int slots) {
        int[] free = new int[slots];
        Arrays.fill(free, ABSENT);
        return free;
    }

    /**
     * Gives a name a number, unless it has one.
     *
     * @param name in its normalized form
     * @param number not negative
     * @return whether it had none
     */
    boolean add(String name, int number) {
        if (size * 3L >= numbers.length * 2L) {
            grow();
        }
        ByteBuffer digest = digest(name);
        long high = digest.getLong();
        long low = digest.getLong();
        int slot = slot(high, low);
        if (numbers[slot] != ABSENT) {
            return false;
        }
        fill(slot, high, low, number);
        size++;
        return true;
    }

    /** The number of a name in its normalized form; {@link #ABSENT} for one that was not added. */
    int get(String name) {
        ByteBuffer digest = digest(name);
        return numbers[slot(digest.getLong(), digest.getLong())];
    }

    private ByteBuffer digest(String name) {
        // character by character: an encoding would make one of all that it cannot encode
        byte[] characters = new byte[2 * name.length()];
        for (int i = 0; i < name.length(); i++) {
            characters[2 * i] = (byte) (name.charAt(i) >> Byte.SIZE);
            characters[2 * i + 1] = (byte) name.charAt(i);
        }
        return ByteBuffer.wrap(sha256.digest(characters));
    }

    /** The slot that holds a digest, or the free one where it would go. */
    private int slot(long high, long low) {
        int mask = numbers.length - 1;
        int slot = (int) high & mask;
        while (numbers[slot] != ABSENT && (digests[2 * slot] != high || digests[2 * slot + 1] != low)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void fill(int slot, long high, long low, int number) {
        digests[2 * slot] = high;
        digests[2 * slot + 1] = low;
        numbers[slot] = number;
    }

    private void grow() {
        long[] oldDigests = digests;
        int[] oldNumbers = numbers;
        digests = new long[2 * oldDigests.length];
        numbers = filled(2 * oldNumbers.length);
        for (int slot = 0; slot < oldNumbers.length; slot++) {
            if (oldNumbers[slot] != ABSENT) {
                long high = oldDigests[2 * slot];
                long low = oldDigests[2 * slot + 1];
                fill(slot(high, low), high, low, oldNumbers[slot]);
            }
        }
    }
}
