package io.jenkins.plugins.msstore.history;

/**
 * The numbers of a sync.
 *
 * @param planOnly whether the plan was made and nothing was sent: in a dry run, and if a limit stopped the sync. Then the
 *     numbers of added and removed users are those of the plan, otherwise of what was done
 * @param added the number of users that got a seat, or would get one
 * @param removed the number of users whose seat was reclaimed, or would be
 * @param unchanged the number of listed users that had a seat
 * @param retained the number of users that are not listed and keep their seat, because they are protected, because of the
 *     mode, or because their name is no user principal name
 */
public record SyncCounts(boolean planOnly, long added, long removed, long unchanged, long retained) {}
