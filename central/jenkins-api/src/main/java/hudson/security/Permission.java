package hudson.security;

import org.jvnet.localizer.Localizable;

public final class Permission {
    public static final PermissionGroup GROUP = new PermissionGroup(Permission.class, null);
    public static final Permission FULL_CONTROL = new Permission(GROUP, "FullControl", null);
    public static final Permission READ = new Permission(GROUP, "GenericRead", FULL_CONTROL);
    public static final Permission WRITE = new Permission(GROUP, "GenericWrite", FULL_CONTROL);
    public static final Permission CREATE = new Permission(GROUP, "GenericCreate", WRITE);
    public static final Permission UPDATE = new Permission(GROUP, "GenericUpdate", WRITE);
    public static final Permission CONFIGURE = new Permission(GROUP, "GenericConfigure", UPDATE);

    public final Class owner;
    public final String name;
    public boolean enabled;

    @Deprecated
    public Permission(PermissionGroup group, String name, Permission impliedBy) {
        this(group, name, null, impliedBy, PermissionScope.JENKINS);
    }

    public Permission(
            PermissionGroup group, String name, Localizable description, Permission impliedBy, PermissionScope scope) {
        this(group, name, description, impliedBy, true, new PermissionScope[] {scope});
    }

    public Permission(
            PermissionGroup group,
            String name,
            Localizable description,
            Permission impliedBy,
            boolean enable,
            PermissionScope[] scopes) {
        this.owner = group.owner;
        this.name = name;
        this.enabled = enable;
    }

    public boolean getEnabled() {
        return enabled;
    }

    public String getId() {
        return owner.getName() + "." + name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Permission && getId().equals(((Permission) other).getId());
    }

    @Override
    public int hashCode() {
        return getId().hashCode();
    }

    @Override
    public String toString() {
        return "Permission[" + owner + "," + name + "]";
    }
}
