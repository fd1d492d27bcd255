package jenkins.model;

import hudson.DescriptorExtensionList;
import hudson.ExtensionList;
import hudson.ProxyConfiguration;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.ItemGroup;
import hudson.model.Node;
import hudson.model.TopLevelItem;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import io.jenkins.plugins.msstore.standin.StandInIdentity;
import io.jenkins.plugins.msstore.standin.StandInJenkins;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.io.IOException;
import java.util.List;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;

/** What is there is a {@link StandInJenkins}, where a test or the demo host has started one. */
public class Jenkins extends Node implements ItemGroup<TopLevelItem>, AccessControlled {
    public static final PermissionGroup PERMISSIONS = new PermissionGroup(Jenkins.class, null);
    public static final Permission ADMINISTER = new Permission(PERMISSIONS, "Administer", Permission.FULL_CONTROL);
    public static final Permission MANAGE = new Permission(PERMISSIONS, "Manage", ADMINISTER);
    public static final Permission SYSTEM_READ = new Permission(PERMISSIONS, "SystemRead", ADMINISTER);
    public static final Permission READ = new Permission(PERMISSIONS, "Read", Permission.READ);

    public final transient File root;
    private ProxyConfiguration proxy;

    protected Jenkins(File root, ServletContext context) {
        this.root = root;
    }

    public static Jenkins get() throws IllegalStateException {
        Jenkins running = getInstanceOrNull();
        if (running == null) {
            throw new IllegalStateException("Jenkins.instance is missing: start a StandInJenkins first");
        }
        return running;
    }

    public static Jenkins getInstanceOrNull() {
        return StandInJenkins.running();
    }

    public static Authentication getAuthentication2() {
        return StandInIdentity.current();
    }

    public ProxyConfiguration getProxy() {
        return proxy;
    }

    public void setProxy(ProxyConfiguration proxy) {
        this.proxy = proxy;
    }

    public <T> ExtensionList<T> getExtensionList(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    public <T extends Describable<T>, D extends Descriptor<T>> DescriptorExtensionList<T, D> getDescriptorList(
            Class<T> type) {
        throw new UnsupportedOperationException();
    }

    public Descriptor getDescriptor(Class<? extends Describable> type) {
        for (Descriptor<?> descriptor : getExtensionList(Descriptor.class)) {
            if (descriptor.clazz == type) {
                return descriptor;
            }
        }
        return null;
    }

    public Descriptor getDescriptorOrDie(Class<? extends Describable> type) {
        Descriptor<?> found = getDescriptor(type);
        if (found == null) {
            throw new AssertionError(type + " is missing its descriptor");
        }
        return found;
    }

    public <T extends Descriptor> T getDescriptorByType(Class<T> type) {
        return getExtensionList(type).get(type);
    }

    @Override
    public ACL getACL() {
        throw new UnsupportedOperationException();
    }

    public String getRootUrl() throws IllegalStateException {
        return null;
    }

    @Override
    public File getRootDir() {
        return root;
    }

    @Override
    public File getRootDirFor(TopLevelItem child) {
        return new File(new File(root, "jobs"), child.getName());
    }

    @Override
    public TopLevelItem getItem(String name) throws AccessDeniedException {
        return null;
    }

    @Override
    public List<TopLevelItem> getItems() {
        return List.of();
    }

    @Override
    public String getDisplayName() {
        return "Jenkins";
    }

    @Override
    public String getFullName() {
        return "";
    }

    @Override
    public String getFullDisplayName() {
        return "";
    }

    @Override
    public String getUrl() {
        return "";
    }

    @Override
    public String getUrlChildPrefix() {
        return "job";
    }

    @Override
    public synchronized void save() throws IOException {}
}
