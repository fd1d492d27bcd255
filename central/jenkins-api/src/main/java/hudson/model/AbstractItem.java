package hudson.model;

import hudson.security.ACL;
import java.io.File;
import java.io.IOException;
import jenkins.model.Jenkins;
import jenkins.model.Loadable;

public abstract class AbstractItem extends Actionable implements Loadable, Item {
    protected transient String name;
    private final ItemGroup parent;

    protected AbstractItem(ItemGroup parent, String name) {
        this.parent = parent;
        this.name = name;
    }

    @Override
    public String getDisplayName() {
        return name;
    }

    @Override
    public final String getFullName() {
        String prefix = parent.getFullName();
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    @Override
    public File getRootDir() {
        return new File(new File(parent.getRootDir(), "jobs"), name);
    }

    @Override
    public ACL getACL() {
        return Jenkins.get().getACL();
    }

    @Override
    public synchronized void save() throws IOException {}

    @Override
    public void load() throws IOException {}
}
