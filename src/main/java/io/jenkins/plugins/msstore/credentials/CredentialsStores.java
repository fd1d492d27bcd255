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

/** The credentials stores that an item may use: those of its folders and of the controller. */
final class CredentialsStores {

    private final Item item;

    CredentialsStores(Item item) {
        this.item = item;
    }

    /**
     * Finds the store of a credential.
     *
     * @return empty if no store holds this very object: it is a user's own credential, or its provider creates it anew
     *     for every build
     */
    Optional<CredentialsLocation> locationOf(StandardCredentials credentials) {
        // as Jenkins: the user may not see the store, but the build may use the credential
        try (ACLContext asJenkins = ACL.as2(ACL.SYSTEM2)) {
            return stores().stream()
                    .filter(store -> holds(store, credentials))
                    .findFirst()
                    .map(store -> location(store, credentials.getId()));
        }
    }

    /** The locations in which a credential of an id could be stored. */
    List<CredentialsLocation> locations(String id) {
        return stores().stream().map(store -> location(store, id)).toList();
    }

    private List<CredentialsStore> stores() {
        return StreamSupport.stream(CredentialsProvider.lookupStores(item).spliterator(), false)
                .toList();
    }

    /** Compares by identity: credentials of the same id in different stores are equal. */
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
