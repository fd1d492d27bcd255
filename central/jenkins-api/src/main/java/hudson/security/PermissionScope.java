package hudson.security;

import hudson.model.ModelObject;
import hudson.model.Run;
import jenkins.model.Jenkins;

public final class PermissionScope {
    public static final PermissionScope JENKINS = new PermissionScope(Jenkins.class);
    public static final PermissionScope RUN = new PermissionScope(Run.class);

    public PermissionScope(Class<? extends ModelObject> modelClass, PermissionScope... containers) {}
}
