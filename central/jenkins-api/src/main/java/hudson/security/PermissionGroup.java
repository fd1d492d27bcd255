package hudson.security;

import org.jvnet.localizer.Localizable;

public final class PermissionGroup {
    public final Class owner;

    public PermissionGroup(Class owner, Localizable title) throws IllegalStateException {
        this.owner = owner;
    }
}
