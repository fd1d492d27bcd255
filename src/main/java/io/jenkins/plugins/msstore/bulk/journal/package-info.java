/**
 * The journal of a bulk operation: an append-only file of what is to be done, for which users anything may have been sent, and
 * the outcome of each user; with the values that it records. A process that resumes the operation replays it.
 */
package io.jenkins.plugins.msstore.bulk.journal;
