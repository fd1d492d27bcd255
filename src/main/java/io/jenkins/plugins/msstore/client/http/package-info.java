/**
 * One exchange with the service: encode, wait for a permit, send, classify, retry. Only here does an HTTP answer, or its
 * absence, become "done, certainly not done, or unknown".
 */
package io.jenkins.plugins.msstore.client.http;
