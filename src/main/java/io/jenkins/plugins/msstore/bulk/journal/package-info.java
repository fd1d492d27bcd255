/**
 * The journal of a bulk operation, and the values that it records: an append-only file of the operation's arguments, the users
 * whose request may have been sent, and the outcome of each user. A process that resumes the operation replays it.
 */
package io.jenkins.plugins.msstore.bulk.journal;
