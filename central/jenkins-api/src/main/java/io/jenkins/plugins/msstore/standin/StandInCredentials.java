package io.jenkins.plugins.msstore.standin;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.ModelObject;
import hudson.model.Run;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Credentials in memory, found by their ids, and a record of their uses. */
public final class StandInCredentials {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final List<Use> uses = new CopyOnWriteArrayList<>();
    private final CredentialsStore ofJenkins = new StoreOfJenkins();

    StandInCredentials() {}

    /**
     * Adds credentials that every build sees.
     *
     * @param credentials found by its id
     */
    public void add(IdCredentials credentials) {
        entries.add(new Entry(credentials, run -> true, true));
    }

    /**
     * Adds credentials that only some builds see, such as those of a folder.
     *
     * @param credentials found by its id
     * @param visibleTo whether a build sees the credentials; called with null for a lookup outside of a build
     */
    public void add(IdCredentials credentials, Predicate<Run<?, ?>> visibleTo) {
        entries.add(new Entry(credentials, visibleTo, false));
    }

    /**
     * Removes credentials.
     *
     * @param id the id of the credentials
     */
    public void remove(String id) {
        entries.removeIf(entry -> entry.credentials().getId().equals(id));
    }

    /**
     * Looks credentials up.
     *
     * @param id compared exactly
     * @param type the type of the credentials
     * @param run the build that looks them up, or null
     * @return null if the build sees no credentials of that id and type
     */
    public <C> C find(String id, Class<C> type, Run<?, ?> run) {
        for (Entry entry : entries) {
            if (entry.credentials().getId().equals(id)
                    && type.isInstance(entry.credentials())
                    && entry.visibleTo().test(run)) {
                return type.cast(entry.credentials());
            }
        }
        return null;
    }

    /**
     * All credentials of a type that are seen outside of a build.
     *
     * @param type the type of the credentials
     * @return in the order in which they were added
     */
    public <C> List<C> list(Class<C> type) {
        return entries.stream()
                .filter(entry -> entry.visibleTo().test(null))
                .map(Entry::credentials)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /**
     * The store of the credentials that every build sees; the others are in no store that can be found.
     *
     * @return always the same
     */
    public CredentialsStore ofJenkins() {
        return ofJenkins;
    }

    /**
     * Records that a build or an item used credentials.
     *
     * @param run the build; null if an item used them
     * @param credentials the credentials that were used
     */
    public void recordUse(Run<?, ?> run, Credentials credentials) {
        uses.add(new Use(run, credentials));
    }

    /**
     * The uses that were recorded.
     *
     * @return oldest first
     */
    public List<Use> uses() {
        return List.copyOf(uses);
    }

    /**
     * One tracked use.
     *
     * @param run the build; null if an item used them
     * @param credentials the credentials that were used
     */
    public record Use(Run<?, ?> run, Credentials credentials) {}

    private record Entry(IdCredentials credentials, Predicate<Run<?, ?>> visibleTo, boolean isOfJenkins) {}

    /** Holds the credentials that every build sees. */
    private final class StoreOfJenkins extends CredentialsStore {
        @Override
        public ModelObject getContext() {
            return StandInJenkins.get();
        }

        @Override
        public List<Credentials> getCredentials(Domain domain) {
            return entries.stream()
                    .filter(Entry::isOfJenkins)
                    .<Credentials>map(Entry::credentials)
                    .toList();
        }
    }
}
