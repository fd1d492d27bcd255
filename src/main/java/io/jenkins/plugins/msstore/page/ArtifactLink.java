package io.jenkins.plugins.msstore.page;

import hudson.Util;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A link to a report or license among the artifacts of the build. */
@Restricted(NoExternalUse.class)
public final class ArtifactLink {

    private final String path;
    private final String label;

    private ArtifactLink(String path, String label) {
        this.path = path;
        this.label = label;
    }

    /**
     * Creates the links to files of one operation.
     *
     * @param paths the paths of the files, some of which may have been deleted
     * @param archived the artifacts that exist
     */
    static List<ArtifactLink> of(List<String> paths, Set<String> archived) {
        List<String> there = paths.stream().filter(archived::contains).toList();
        String common = there.isEmpty() ? "" : there.get(0);
        for (String path : there) {
            while (!path.startsWith(common)) {
                common = common.substring(0, common.length() - 1);
            }
        }
        int slash = common.lastIndexOf('/');
        int dot = common.lastIndexOf('.');
        int from = Math.max(slash, dot) + 1;
        List<ArtifactLink> links = new ArrayList<>();
        for (String path : there) {
            links.add(new ArtifactLink(path, path.substring(from)));
        }
        return links;
    }

    /** The URL relative to the build, with encoded path segments. */
    public String getHref() {
        return Arrays.stream(path.split("/")).map(Util::rawEncode).collect(Collectors.joining("/", "artifact/", ""));
    }

    /** The part of the name that differs from the neighbouring links, such as {@code csv}. */
    public String getLabel() {
        return label;
    }

    /** The name of the file. */
    public String getFileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
