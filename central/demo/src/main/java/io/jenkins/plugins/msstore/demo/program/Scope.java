package io.jenkins.plugins.msstore.demo.program;

import java.io.Serializable;

/**
 * The workspace and the branch that block steps give to the steps in their bodies.
 *
 * @param workspace the workspace folder, or null outside of a {@code node}
 * @param branch the branch whose name begins each log line, or null
 */
public record Scope(String workspace, String branch) implements Serializable {
    /** The scope of the script itself. */
    public static final Scope OUTERMOST = new Scope(null, null);

    /**
     * @param folder the workspace folder
     * @return this scope inside a node
     */
    public Scope inWorkspace(String folder) {
        return new Scope(folder, branch);
    }

    /**
     * @param name the branch's name
     * @return this scope inside a branch
     */
    public Scope inBranch(String name) {
        return new Scope(workspace, name);
    }
}
