package io.jenkins.plugins.msstore.history;

/**
 * The numbers of an operation that reads a list.
 *
 * @param entries how many entries the list has
 * @param shortOfSeats how many products of the inventory have fewer available seats than wanted
 */
public record ListCounts(long entries, long shortOfSeats) {}
