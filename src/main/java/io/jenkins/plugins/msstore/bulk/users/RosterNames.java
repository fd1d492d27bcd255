package io.jenkins.plugins.msstore.bulk.users;

import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.util.DamagedLineException;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;

/**
 * Names of a roster's entries, 32 bits of each: enough to tell whether a journal's line is about the entry whose number it
 * has. Reading all of them shows whether the roster is as it was written.
 */
public final class RosterNames {

    private final Roster roster;
    private final int[] hashes;
    private final BitSet read = new BitSet();
    private int valid;
    private DamagedLineException damage;

    /**
     * Names that were not read yet: whatever an entry is called is right.
     *
     * @param roster that this process has written itself
     */
    public RosterNames(Roster roster) {
        this(roster, new int[0]);
    }

    private RosterNames(Roster roster, int[] hashes) {
        this.roster = roster;
        this.hashes = hashes;
    }

    /**
     * Reads a roster from beginning to end.
     *
     * @throws IOException where its file cannot be read; damage is no reason, see {@link #damage()}
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
            note(reader.damaged("ends the file, and is not the last of its " + roster.requested() + " entries"));
        }
    }

    private void add(RosterEntry entry, RosterReader reader) throws DamagedLineException {
        int number = entry.number();
        // in ascending order, each once
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

    /** The first thing that is wrong with the roster; empty where it is as it was written. */
    public Optional<DamagedLineException> damage() {
        return Optional.ofNullable(damage);
    }

    /** Whether an entry of the roster has a name, as far as the entry can be read. */
    public boolean match(int number, String name) {
        return !read.get(number) || hashes[number] == hash(name);
    }

    private static int hash(String name) {
        return UserPrincipalName.normalized(name).hashCode();
    }
}
