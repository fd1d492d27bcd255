/** The page of a build that shows the outcomes of its operations, and its line on the build's own page. */
package io.jenkins.plugins.msstore.page;
