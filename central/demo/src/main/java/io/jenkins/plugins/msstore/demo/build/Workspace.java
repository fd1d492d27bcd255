package io.jenkins.plugins.msstore.demo.build;

import java.io.File;

/**
 * The one workspace of the host, for the step that gives it to its body.
 *
 * @param folder may not exist yet
 */
public record Workspace(File folder) {}
