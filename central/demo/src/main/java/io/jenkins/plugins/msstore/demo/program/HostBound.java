package io.jenkins.plugins.msstore.demo.program;

import java.io.Serializable;

/** A saved object that needs the running host again when it is restored. */
interface HostBound extends Serializable {
    /** Sets the host that runs the program; called after a restore, before any other method. */
    void attach(ScriptHost host);
}
