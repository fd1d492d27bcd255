/** The Pipeline steps: they bind their arguments and hand over to the operations. */
package io.jenkins.plugins.msstore.steps;
