package io.jenkins.plugins.msstore.connection;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Where a credential is stored: equal for two uses of the very same credential, different for credentials of one id in
 * different folders.
 *
 * @param store the kind of store that holds it; empty where the store is not known
 * @param owner whose store it is, such as a folder's full name; where the store is not known, the build or the item that
 *     uses the credential, so that no other shares anything with it
 * @param id the credential's id
 */
@Restricted(NoExternalUse.class)
public record CredentialsLocation(String store, String owner, String id) {}
