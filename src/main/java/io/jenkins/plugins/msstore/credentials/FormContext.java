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
 * Where a form stands: at a job or a folder, in a user's own credential store, or at the controller. Tells which credentials
 * it may list and use.
 *
 * @param item the job or the folder; null elsewhere
 * @param owner the user whose own store it is, who also looks at the form; null elsewhere
 */
record FormContext(@CheckForNull Item item, @CheckForNull User owner) {

    /** The controller, for its own forms. */
    static final FormContext CONTROLLER = new FormContext(null, null);

    /**
     * @param item the form's job or folder; null for none
     * @param user the user below whose pages the form is; null for none. Another user's pages are the controller's.
     */
    static FormContext of(@CheckForNull Item item, @CheckForNull User user) {
        if (item != null) {
            return new FormContext(item, null);
        }
        return user != null && user.equals(User.current()) ? new FormContext(null, user) : CONTROLLER;
    }

    /** Lets those pass who may create or change credentials here. */
    void checkMayKeep() {
        place().checkAnyPermission(CredentialsProvider.CREATE, CredentialsProvider.UPDATE);
    }

    /** Whether the user who looks at the form may see which credentials there are. */
    boolean mayList() {
        return mayUse() || item != null && item.hasPermission(Item.EXTENDED_READ);
    }

    /** Whether the user who looks at the form may act with a credential that it names. */
    boolean mayUse() {
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

    /** As whom credentials are looked up: what the item's builds cannot use is neither offered nor used. */
    Authentication authentication() {
        if (item instanceof Queue.Task task) {
            return Tasks.getAuthenticationOf2(task);
        }
        return owner == null ? ACL.SYSTEM2 : Jenkins.getAuthentication2();
    }

    /** The credential of an id, its use by the item tracked; null where there is none. */
    @CheckForNull
    <C extends StandardCredentials> C find(String id, Class<C> type, List<DomainRequirement> domain) {
        if (item == null) {
            return CredentialsProvider.findCredentialByIdInItemGroup(id, type, Jenkins.get(), authentication(), domain);
        }
        return CredentialsProvider.track(
                item, CredentialsProvider.findCredentialByIdInItem(id, type, item, authentication(), domain));
    }
}
