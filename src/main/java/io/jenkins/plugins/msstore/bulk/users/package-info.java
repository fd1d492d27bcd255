/**
 * Who a bulk run is for: the entries of a users file or a list, each distinct one once, kept in a file. Knows nothing of runs.
 */
package io.jenkins.plugins.msstore.bulk.users;
