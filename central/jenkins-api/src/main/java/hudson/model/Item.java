package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import java.io.IOException;
import jenkins.model.FullyNamed;
import jenkins.model.FullyNamedModelObject;
import jenkins.model.Named;
import jenkins.util.io.OnMaster;

public interface Item extends PersistenceRoot, FullyNamedModelObject, FullyNamed, Named, AccessControlled, OnMaster {
    PermissionGroup PERMISSIONS = new PermissionGroup(Item.class, null);
    Permission CREATE = new Permission(PERMISSIONS, "Create", Permission.CREATE);
    Permission DELETE = new Permission(PERMISSIONS, "Delete", Permission.DELETE);
    Permission CONFIGURE = new Permission(PERMISSIONS, "Configure", Permission.CONFIGURE);
    Permission READ = new Permission(PERMISSIONS, "Read", Permission.READ);
    Permission DISCOVER = new Permission(PERMISSIONS, "Discover", READ);
    Permission EXTENDED_READ = new Permission(PERMISSIONS, "ExtendedRead", CONFIGURE);
    Permission BUILD = new Permission(PERMISSIONS, "Build", Permission.UPDATE);
    Permission WORKSPACE = new Permission(PERMISSIONS, "Workspace", Permission.READ);
    Permission CANCEL = new Permission(PERMISSIONS, "Cancel", Permission.UPDATE);

    ItemGroup<? extends Item> getParent();

    @Override
    String getName();

    @Override
    String getFullName();

    @Override
    String getDisplayName();

    String getUrl();

    String getShortUrl();

    @Override
    void save() throws IOException;
}
