// Offers the time zone of the browser; the runner can still choose another.

const select = document.querySelector("select[name=time_zone]");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (select && !select.value && [...select.options].some(({ value }) => value === zone)) {
  select.value = zone;
}
