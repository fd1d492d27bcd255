package io.jenkins.plugins.msstore.credentials;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.msstore.connection.CredentialsLocation;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The stores whose credentials an item may use: those of its folders and of the controller. */
final class CredentialsStores {

    private final Item item;

    CredentialsStores(Item item) {
        this.item = item;
    }

    /**
     * Where a credential is stored.
     *
     * @return empty where none of the stores holds this very object: for a user's own credential, and for one that its
     *     provider makes anew for every build
     */
    Optional<CredentialsLocation> locationOf(StandardCredentials credentials) {
        // whose store shows its credentials to whom does not matter here: the build may use this one
        try (ACLContext asJenkins = ACL.as2(ACL.SYSTEM2)) {
            return stores().stream()
                    .filter(store -> holds(store, credentials))
                    .findFirst()
                    .map(store -> location(store, credentials.getId()));
        }
    }

    /** Where a credential of an id could be stored. */
    List<CredentialsLocation> locations(String id) {
        return stores().stream().map(store -> location(store, id)).toList();
    }

    private List<CredentialsStore> stores() {
        return StreamSupport.stream(CredentialsProvider.lookupStores(item).spliterator(), false)
                .toList();
    }

    /** By identity: credentials of one id are equal in whatever store they are. */
    private static boolean holds(CredentialsStore store, StandardCredentials credentials) {
        return store.getDomains().stream()
                .flatMap(domain -> store.getCredentials(domain).stream())
                .anyMatch(held -> held == credentials);
    }

    private static CredentialsLocation location(CredentialsStore store, String id) {
        String owner = store.getContext() instanceof ItemGroup<?> group ? group.getFullName() : "";
        return new CredentialsLocation(store.getClass().getName(), owner, id);
    }
}
