/** The values that go into the client and come out of it: immutable, checked, and free of anything that sends. */
package io.jenkins.plugins.msstore.client.model;
