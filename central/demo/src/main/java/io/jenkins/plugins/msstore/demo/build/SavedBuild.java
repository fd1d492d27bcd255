package io.jenkins.plugins.msstore.demo.build;

import io.jenkins.plugins.msstore.demo.program.Checkpoint;
import java.io.Serializable;
import java.util.TreeMap;

/**
 * The state of a build on disk.
 *
 * @param script the script that it runs
 * @param result the result set so far, or null; for a finished build, its result
 * @param finished whether the build has ended
 * @param logPosition the length of the log when the build was saved, in bytes
 * @param environment the variables that the script has set
 * @param checkpoint the program; null for a finished build
 */
record SavedBuild(
        String script,
        String result,
        boolean finished,
        long logPosition,
        TreeMap<String, String> environment,
        Checkpoint checkpoint)
        implements Serializable {}
