package io.jenkins.plugins.msstore.bulk.users;

import io.jenkins.plugins.msstore.util.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Hash table from names to numbers that needs about 40 bytes a name, because it keeps 128 bits of each name's SHA-256 instead
 * of the text. Digests of that length do not collide in practice.
 */
public final class NameIndex {

    /** The number of a name that was not added. */
    public static final int ABSENT = -1;

    private static final int FIRST_SLOTS = 1 << 10;

    private final MessageDigest sha256 = Sha256.newDigest();

    /** Two longs a slot; a slot is free where its number is {@link #ABSENT}. */
    private long[] digests = new long[2 * FIRST_SLOTS];

    private int[] numbers = filled(FIRST_SLOTS);
    private int size;

    private static int[] filled(int slots) {
        int[] free = new int[slots];
        Arrays.fill(free, ABSENT);
        return free;
    }

    /**
     * Adds a name unless it is present.
     *
     * @param name the case-folded name
     * @param number not negative
     * @return whether the name was added
     */
    public boolean add(String name, int number) {
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

    /** The number of a case-folded name; {@link #ABSENT} if it was not added. */
    public int get(String name) {
        ByteBuffer digest = digest(name);
        return numbers[slot(digest.getLong(), digest.getLong())];
    }

    private ByteBuffer digest(String name) {
        // an encoder such as UTF-8's would replace all lone surrogates by the same character
        byte[] characters = new byte[2 * name.length()];
        for (int i = 0; i < name.length(); i++) {
            characters[2 * i] = (byte) (name.charAt(i) >> Byte.SIZE);
            characters[2 * i + 1] = (byte) name.charAt(i);
        }
        return ByteBuffer.wrap(sha256.digest(characters));
    }

    /** The slot of a digest, or the free slot for it. */
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
