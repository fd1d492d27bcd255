package io.jenkins.plugins.msstore.credentials;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.User;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import java.util.List;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/**
 * The place of a form: a job or a folder, a user's own credentials store, or the controller. Decides which credentials
 * the form may list and use.
 *
 * @param item the job or the folder; null otherwise
 * @param owner the user who owns the store and looks at the form; null otherwise
 */
record FormContext(@CheckForNull Item item, @CheckForNull User owner) {

    /** The controller, for its own forms. */
    static final FormContext CONTROLLER = new FormContext(null, null);

    /**
     * @param item the form's job or folder; null if there is none
     * @param user the user whose pages contain the form; null if there is none. Forms on another user's pages count as
     *     the controller's.
     */
    static FormContext of(@CheckForNull Item item, @CheckForNull User user) {
        if (item != null) {
            return new FormContext(item, null);
        }
        return user != null && user.equals(User.current()) ? new FormContext(null, user) : CONTROLLER;
    }

    /** Requires the permission to create or update credentials here. */
    void checkCanStore() {
        place().checkAnyPermission(CredentialsProvider.CREATE, CredentialsProvider.UPDATE);
    }

    /** Whether the current user may see which credentials exist. */
    boolean canList() {
        return canUse() || item != null && item.hasPermission(Item.EXTENDED_READ);
    }

    /** Whether the current user may use the credentials here. */
    boolean canUse() {
        if (item != null) {
            return item.hasPermission(CredentialsProvider.USE_ITEM);
        }
        return place().hasPermission(owner == null ? Jenkins.ADMINISTER : CredentialsProvider.USE_OWN);
    }

    private AccessControlled place() {
        if (item != null) {
            return item;
        }
        return owner == null ? Jenkins.get() : owner;
    }

    /**
     * The authentication for looking credentials up: those that the item's builds cannot use are neither offered nor
     * used.
     */
    Authentication authentication() {
        if (item instanceof Queue.Task task) {
            return Tasks.getAuthenticationOf2(task);
        }
        return owner == null ? ACL.SYSTEM2 : Jenkins.getAuthentication2();
    }

    /** Finds a credential by id and tracks its use by the item; null if there is none. */
    @CheckForNull
    <C extends StandardCredentials> C find(String id, Class<C> type, List<DomainRequirement> domain) {
        if (item == null) {
            return CredentialsProvider.findCredentialByIdInItemGroup(id, type, Jenkins.get(), authentication(), domain);
        }
        return CredentialsProvider.track(
                item, CredentialsProvider.findCredentialByIdInItem(id, type, item, authentication(), domain));
    }
}
