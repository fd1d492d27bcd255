package io.jenkins.plugins.msstore.standin;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import hudson.security.ACL;
import java.io.File;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import jenkins.model.Jenkins;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;

/**
 * Stands in for a running Jenkins in unit tests and in the demo host: a root folder, the extensions that the
 * plugin's real index names, and credentials in memory. One at a time: from {@link #start} to {@link #close},
 * {@link Jenkins#get()} returns it.
 */
public final class StandInJenkins extends Jenkins implements AutoCloseable {
    private static volatile StandInJenkins running;

    private final List<Object> extensions = new CopyOnWriteArrayList<>();
    private final Map<Class<?>, ExtensionList<?>> lists = new HashMap<>();
    private final Map<String, Run<?, ?>> builds = new ConcurrentHashMap<>();
    private final StandInCredentials credentials = new StandInCredentials();
    private volatile ACL acl = ACL.lambda2((who, permission) -> true);

    private StandInJenkins(File root) {
        super(root, null);
    }

    /**
     * Starts a stand-in without extensions.
     *
     * @param root an existing folder, the Jenkins home
     * @return the stand-in, which {@link Jenkins#get()} returns from now on
     * @throws IllegalStateException if another one is running
     */
    public static synchronized StandInJenkins start(File root) {
        if (running != null) {
            throw new IllegalStateException("A stand-in for Jenkins is running already");
        }
        running = new StandInJenkins(root);
        return running;
    }

    /**
     * The running stand-in.
     *
     * @return never null
     * @throws IllegalStateException if none is running
     */
    public static StandInJenkins get() {
        return (StandInJenkins) Jenkins.get();
    }

    /**
     * The running stand-in, for {@link Jenkins#getInstanceOrNull()}.
     *
     * @return null if none is running
     */
    public static StandInJenkins running() {
        return running;
    }

    /**
     * Creates everything that {@code META-INF/annotations/hudson.Extension} names on the class path of the loader, in
     * the order of the ordinals, highest first.
     *
     * @param loader the class loader whose indexes are read
     * @return this
     * @throws IllegalStateException if an extension cannot be created
     */
    public StandInJenkins withIndexedExtensions(ClassLoader loader) {
        List<IndexItem<Extension, Object>> items = new ArrayList<>();
        Index.load(Extension.class, Object.class, loader).forEach(items::add);
        items.sort(Comparator.comparingDouble(
                        (IndexItem<Extension, Object> item) -> item.annotation().ordinal())
                .reversed());
        for (IndexItem<Extension, Object> item : items) {
            try {
                withExtension(item.instance());
            } catch (InstantiationException e) {
                throw new IllegalStateException("Cannot create the extension " + item.className(), e);
            }
        }
        return this;
    }

    /**
     * Adds one extension.
     *
     * @param extension a descriptor or any other extension
     * @return this
     */
    public synchronized StandInJenkins withExtension(Object extension) {
        extensions.add(extension);
        lists.clear();
        return this;
    }

    /**
     * Sets the permissions, for Jenkins, its items and its builds; by default, every user has all of them.
     *
     * @param acl decides for every identity but {@link ACL#SYSTEM2}
     */
    public void setAcl(ACL acl) {
        this.acl = acl;
    }

    /** Adds a build, for {@link Run#fromExternalizableId}. */
    void add(Run<?, ?> build) {
        builds.put(build.getExternalizableId(), build);
    }

    /**
     * A build that was created while this stand-in ran.
     *
     * @param externalizableId of the build
     * @return null where there is none
     */
    public Run<?, ?> build(String externalizableId) {
        return builds.get(externalizableId);
    }

    /**
     * The credentials of this stand-in.
     *
     * @return never null
     */
    public StandInCredentials credentials() {
        return credentials;
    }

    @Override
    @SuppressWarnings("unchecked")
    public synchronized <T> ExtensionList<T> getExtensionList(Class<T> type) {
        return (ExtensionList<T>) lists.computeIfAbsent(type, wanted -> {
            ExtensionList<T> list = ExtensionList.create(this, type);
            extensions.stream().filter(type::isInstance).map(type::cast).forEach(list::add);
            return list;
        });
    }

    @Override
    public ACL getACL() {
        return acl;
    }

    /** Ends the stand-in: {@link Jenkins#getInstanceOrNull()} returns null again. */
    @Override
    public void close() {
        synchronized (StandInJenkins.class) {
            if (running == this) {
                running = null;
            }
        }
    }
}
