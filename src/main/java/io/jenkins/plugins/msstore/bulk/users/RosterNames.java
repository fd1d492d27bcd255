package io.jenkins.plugins.msstore.bulk.users;

import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.util.DamagedLineException;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;

/**
 * Hashes of the names in a roster, 32 bits each. A line of a journal has the number and the name of an entry; these hashes
 * tell whether the two belong together. Reading the roster for them also detects its damage.
 */
public final class RosterNames {

    private final Roster roster;
    private final int[] hashes;
    private final BitSet read = new BitSet();
    private int valid;
    private DamagedLineException damage;

    /**
     * Creates an empty table, in which every name matches.
     *
     * @param roster a roster that this process has written
     */
    public RosterNames(Roster roster) {
        this(roster, new int[0]);
    }

    private RosterNames(Roster roster, int[] hashes) {
        this.roster = roster;
        this.hashes = hashes;
    }

    /**
     * Reads a whole roster.
     *
     * @throws IOException if the file cannot be read; not for damage, see {@link #damage()}
     */
    public static RosterNames of(Roster roster) throws IOException {
        RosterNames names = new RosterNames(roster, new int[roster.requested()]);
        try (RosterReader reader = roster.open()) {
            names.readAll(reader);
        }
        return names;
    }

    private void readAll(RosterReader reader) throws IOException {
        for (boolean more = true; more; ) {
            try {
                RosterEntry entry = reader.next();
                more = entry != null;
                if (more) {
                    add(entry, reader);
                }
            } catch (DamagedLineException e) {
                note(e);
            }
        }
        if (read.cardinality() < roster.requested() || valid != roster.valid()) {
            note(reader.tooShort(roster.requested()));
        }
    }

    private void add(RosterEntry entry, RosterReader reader) throws DamagedLineException {
        int number = entry.number();
        // numbers ascend, and none occurs twice
        if (number < read.length() || number >= hashes.length) {
            throw reader.damaged("has the number " + number + ", which cannot be there");
        }
        read.set(number);
        hashes[number] =
                hash(entry.isValid() ? entry.user().text() : entry.invalid().text());
        if (entry.isValid()) {
            valid++;
        }
    }

    private void note(DamagedLineException found) {
        if (damage == null) {
            damage = found;
        }
    }

    /** The roster. */
    public Roster roster() {
        return roster;
    }

    /** The first damage of the roster; empty if it is not damaged. */
    public Optional<DamagedLineException> damage() {
        return Optional.ofNullable(damage);
    }

    /** Whether the entry with this number has this name; true for an entry that cannot be read. */
    public boolean match(int number, String name) {
        return !read.get(number) || hashes[number] == hash(name);
    }

    private static int hash(String name) {
        return UserPrincipalName.foldCase(name).hashCode();
    }
}
