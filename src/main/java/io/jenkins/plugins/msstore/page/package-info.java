/** The page of a build that shows what its operations came to, and its line on the build's own page. */
package io.jenkins.plugins.msstore.page;
