<?xml version="1.0" encoding="utf-8" ?>
<ogr:FeatureCollection
     gml:id="aFeatureCollection"
     xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
     xsi:schemaLocation="http://ogr.maptools.org/ xa.xsd"
     xmlns:ogr="http://ogr.maptools.org/"
     xmlns:gml="http://www.opengis.net/gml/3.2">
  <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4756"><gml:lowerCorner>21.9009919503744 106.698108057144</gml:lowerCorner><gml:upperCorner>21.9209925631822 106.778108560851</gml:upperCorner></gml:Envelope></gml:boundedBy>
                                                                                                                  
  <ogr:featureMember>
    <ogr:source gml:id="source.0">
      <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4756"><gml:lowerCorner>21.9009919503744 106.698108057144</gml:lowerCorner><gml:upperCorner>21.9209920997711 106.718108382214</gml:upperCorner></gml:Envelope></gml:boundedBy>
      <ogr:geometryProperty><gml:Polygon srsName="urn:ogc:def:crs:EPSG::4756" gml:id="source.geom.0"><gml:exterior><gml:LinearRing><gml:posList>21.9009919503744 106.698108323128 21.900992181892 106.718108382214 21.9209920997711 106.718108116238 21.9209918680549 106.698108057144 21.9009919503744 106.698108323128</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></ogr:geometryProperty>
      <ogr:code>00001</ogr:code>
      <ogr:name>Đồng Mỏ</ogr:name>
      <ogr:kind>Thị trấn</ogr:kind>
      <ogr:parent_code>187</ogr:parent_code>
    </ogr:source>
  </ogr:featureMember>
  <ogr:featureMember>
    <ogr:source gml:id="source.1">
      <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4756"><gml:lowerCorner>21.900992181892 106.718108116238</gml:lowerCorner><gml:upperCorner>21.9209923314802 106.738108441529</gml:upperCorner></gml:Envelope></gml:boundedBy>
      <ogr:geometryProperty><gml:Polygon srsName="urn:ogc:def:crs:EPSG::4756" gml:id="source.geom.1"><gml:exterior><gml:LinearRing><gml:posList>21.900992181892 106.718108382214 21.9009924134025 106.738108441529 21.9209923314802 106.738108175561 21.9209920997711 106.718108116238 21.900992181892 106.718108382214</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></ogr:geometryProperty>
      <ogr:code>00002</ogr:code>
      <ogr:name>Chi Lăng</ogr:name>
      <ogr:kind>Xã</ogr:kind>
      <ogr:parent_code>187</ogr:parent_code>
    </ogr:source>
  </ogr:featureMember>
  <ogr:featureMember>
    <ogr:source gml:id="source.2">
      <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4756"><gml:lowerCorner>21.9009924134025 106.738108175561</gml:lowerCorner><gml:upperCorner>21.9209925631822 106.778108560851</gml:upperCorner></gml:Envelope></gml:boundedBy>
      <ogr:geometryProperty><gml:MultiSurface srsName="urn:ogc:def:crs:EPSG::4756" gml:id="source.geom.2"><gml:surfaceMember><gml:Polygon gml:id="source.geom.2.0"><gml:exterior><gml:LinearRing><gml:posList>21.9009924134025 106.738108441529 21.9009926449059 106.758108501075 21.9209925631822 106.758108235116 21.9209923314802 106.738108175561 21.9009924134025 106.738108441529</gml:posList></gml:LinearRing></gml:exterior><gml:interior><gml:LinearRing><gml:posList>21.9059924508223 106.743108389931 21.910992430358 106.743108323449 21.9109924882589 106.748108338329 21.9059925087108 106.748108404811 21.9059924508223 106.743108389931</gml:posList></gml:LinearRing></gml:interior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon gml:id="source.geom.2.1"><gml:exterior><gml:LinearRing><gml:posList>21.9009927606549 106.768108530934 21.9009928764021 106.778108560851 21.9109928356549 106.778108427914 21.910992719858 106.768108397995 21.9009927606549 106.768108530934</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></ogr:geometryProperty>
      <ogr:code>00003</ogr:code>
      <ogr:name>Hữu Kiên</ogr:name>
      <ogr:kind>Xã</ogr:kind>
      <ogr:parent_code>187</ogr:parent_code>
    </ogr:source>
  </ogr:featureMember>
</ogr:FeatureCollection>
