// Lets a page of the preview come anew when it is another one. A page in the background does not hold a connection.
"use strict";
{
  const { news, version } = document.currentScript.dataset;
  const address = `${news}?of=${encodeURIComponent(decodeURIComponent(location.pathname))}`;
  let source = null;
  const listen = () => {
    if (document.hidden) {
      source?.close();
      source = null;
    } else if (!source) {
      source = new EventSource(address);
      source.onmessage = ({ data }) => {
        if (data !== version) {
          source.close();
          location.reload();
        }
      };
    }
  };
  document.addEventListener("visibilitychange", listen);
  listen();
}
