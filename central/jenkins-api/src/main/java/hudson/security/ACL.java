package hudson.security;

import io.jenkins.plugins.msstore.standin.StandInIdentity;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import jenkins.model.Jenkins;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** The permissions of users; the identity of the running thread is {@link #SYSTEM2} unless {@link #as2} has changed it. */
public abstract class ACL {
    public static final Authentication SYSTEM2 = new SystemAuthentication();

    public final void checkPermission(Permission permission) {
        if (!hasPermission(permission)) {
            throw new AccessDeniedException(
                    Jenkins.getAuthentication2().getName() + " is missing the " + permission + " permission");
        }
    }

    public final void checkAnyPermission(Permission... permissions) {
        if (!hasAnyPermission(permissions)) {
            checkPermission(permissions[0]);
        }
    }

    public final boolean hasPermission(Permission permission) {
        Authentication who = Jenkins.getAuthentication2();
        return who == SYSTEM2 || hasPermission2(who, permission);
    }

    public final boolean hasAnyPermission(Permission... permissions) {
        for (Permission permission : permissions) {
            if (hasPermission(permission)) {
                return true;
            }
        }
        return false;
    }

    public boolean hasPermission2(Authentication who, Permission permission) {
        throw new AbstractMethodError();
    }

    public static ACL lambda2(BiFunction<Authentication, Permission, Boolean> rule) {
        return new ACL() {
            @Override
            public boolean hasPermission2(Authentication who, Permission permission) {
                return rule.apply(who, permission);
            }
        };
    }

    public static ACLContext as2(Authentication who) {
        return new ACLContext(StandInIdentity.become(who));
    }

    private static final class SystemAuthentication implements Authentication {
        private static final long serialVersionUID = 1L;

        @Override
        public String getName() {
            return "SYSTEM";
        }

        @Override
        public Collection<? extends GrantedAuthority> getAuthorities() {
            return List.of();
        }

        @Override
        public Object getCredentials() {
            return null;
        }

        @Override
        public Object getDetails() {
            return null;
        }

        @Override
        public Object getPrincipal() {
            return "SYSTEM";
        }

        @Override
        public boolean isAuthenticated() {
            return true;
        }

        @Override
        public void setAuthenticated(boolean authenticated) {
            throw new IllegalArgumentException("fixed");
        }
    }
}
