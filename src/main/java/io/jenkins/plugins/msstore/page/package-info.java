/**
 * The page of a build that shows the outcomes of its operations, and the remote API below it; the page of a job with its last
 * builds; and the summaries of both on Jenkins' own pages.
 */
package io.jenkins.plugins.msstore.page;
