package io.jenkins.plugins.msstore.connection;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The location of a stored credential: equal for two uses of the same credential, different for credentials of the same
 * id in different folders.
 *
 * @param store the kind of the store; empty if the store is not known
 * @param owner the owner of the store, such as a folder's full name; if the store is not known, the build or item that
 *     uses the credential, so that others do not share the location
 * @param id the credential's id
 */
@Restricted(NoExternalUse.class)
public record CredentialsLocation(String store, String owner, String id) {}
