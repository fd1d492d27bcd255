package jenkins.model;

import hudson.ExtensionList;
import hudson.ProxyConfiguration;
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
import org.springframework.security.core.Authentication;

/** The only instance is the {@link StandInJenkins} that a test or the demo host has started. */
public class Jenkins extends Node implements ItemGroup<TopLevelItem>, AccessControlled {
    public static final PermissionGroup PERMISSIONS = new PermissionGroup(Jenkins.class, null);
    public static final Permission ADMINISTER = new Permission(PERMISSIONS, "Administer", Permission.FULL_CONTROL);
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

    public <T extends Descriptor> T getDescriptorByType(Class<T> type) {
        return getExtensionList(type).get(type);
    }

    @Override
    public ACL getACL() {
        throw new UnsupportedOperationException();
    }

    @Override
    public File getRootDir() {
        return root;
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
    public synchronized void save() throws IOException {}
}
