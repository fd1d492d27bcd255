package io.jenkins.plugins.msstore.demo.program;

import java.io.Serializable;

/** A saved object that needs the running host again when it is restored. */
interface HostBound extends Serializable {
    /** Gives it the host that runs the program now, before anything else is called. */
    void attach(ScriptHost host);
}
