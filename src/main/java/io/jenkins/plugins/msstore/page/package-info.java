/**
 * The page of a build that shows the outcomes of its operations, its line on the build's own page, and the remote API below
 * it.
 */
package io.jenkins.plugins.msstore.page;
