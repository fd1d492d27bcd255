/**
 * Desired state: gives the users of a list a seat, and takes the seats of all others. Lists the seats once, makes a plan, and
 * executes it as bulk operations. Uses no Jenkins type.
 */
package io.jenkins.plugins.msstore.sync;
