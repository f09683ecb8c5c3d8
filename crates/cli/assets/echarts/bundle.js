import { init, registerMap, use } from "echarts/core";
import { LineChart, BarChart, FunnelChart, HeatmapChart, MapChart } from "echarts/charts";
import { GridComponent, TooltipComponent, LegendComponent, VisualMapContinuousComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";

use([LineChart, BarChart, FunnelChart, HeatmapChart, MapChart, GridComponent, TooltipComponent, LegendComponent, VisualMapContinuousComponent, SVGRenderer]);
export { init, registerMap };
